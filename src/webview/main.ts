import type { ToWebview } from '../shared/protocol.ts';
import { ChatApp } from './chatApp.ts';
import { applyColors, recolor } from './codeColors.ts';
import { post } from './host.ts';
import { PageStore } from './pageStore.ts';
import { SourceCards } from './sources/sourceCard.ts';

/** Markdown is most of the page's code: it comes while a person sees the page and the host makes the snapshot. */
void import('./turnView.ts');

const store = new PageStore();
const app = new ChatApp(store);
document.body.append(app);
new SourceCards(app).watch();
addEventListener('message', ({ data }: MessageEvent<ToWebview>) => {
	switch (data.type) {
		case 'tokens':
			applyColors(data);
			break;
		case 'recolor':
			recolor();
			break;
		default:
			store.receive(data);
	}
});
for (const type of ['focus', 'blur'] as const) {
	addEventListener(type, () => post({ type: 'focus', isFocused: type === 'focus' }));
}
post({ type: 'ready' });
if (document.hasFocus()) {
	post({ type: 'focus', isFocused: true });
}
