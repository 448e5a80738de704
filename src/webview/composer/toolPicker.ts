import { html, nothing, type TemplateResult } from 'lit';
import type { PanelTool, ToolSwitch } from '../../shared/protocol.ts';
import { post } from '../host.ts';
import { t } from '../strings.ts';

const ICONS: Readonly<Record<PanelTool, string>> = {
	googleSearch: 'globe',
	googleMaps: 'location',
	urlContext: 'link',
	codeExecution: 'terminal',
};

const POPOVER = 'tool-switches';

/** Opens the switches, and shows which tools are used. */
export function toolButton(tools: readonly ToolSwitch[]): TemplateResult {
	const used = tools.filter(({ isOn, isBlocked }) => isOn && !isBlocked);
	const label =
		used.length === 0 ? t('tools') : t('toolsUsed', used.map(({ label: name }) => name).join(', '));
	return html`<button type="button" class="chip tools" popovertarget=${POPOVER} title=${label} aria-label=${label}>
		<i class="codicon codicon-tools" aria-hidden="true"></i>
		${used.map(({ tool }) => html`<i class="codicon codicon-${ICONS[tool]} tool-on" aria-hidden="true"></i>`)}
	</button>`;
}

/** A switch for each tool; where it cannot be used, its words say why. Closes with Escape or a click elsewhere. */
export function toolSwitches(tools: readonly ToolSwitch[]): TemplateResult {
	return html`<div id=${POPOVER} popover class="popover tool-switches" role="group" aria-label=${t('tools')}>
		${tools.map(toolSwitch)}
	</div>`;
}

function toolSwitch({ tool, label, detail, isOn, isBlocked }: ToolSwitch): TemplateResult {
	const detailId = `tool-${tool}`;
	return html`<label class=${isBlocked ? 'tool-switch blocked' : 'tool-switch'}>
		<input type="checkbox" role="switch" .checked=${isOn} ?disabled=${isBlocked}
			aria-label=${label} aria-describedby=${detailId}
			@change=${({ target }: Event) =>
				target instanceof HTMLInputElement &&
				post({ type: 'setTool', tool, isOn: target.checked })}>
		<i class="codicon codicon-${ICONS[tool]}" aria-hidden="true"></i>
		<span class="tool-words"><span>${label}</span>
			<small id=${detailId}>${isBlocked ? html`<i class="codicon codicon-circle-slash" aria-hidden="true"></i> ` : nothing}${detail}</small>
		</span>
	</label>`;
}
