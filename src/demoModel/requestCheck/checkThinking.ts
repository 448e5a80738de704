import type { Level, Model } from '../models.ts';
import { invalidArgument } from '../refusal.ts';
import type { GenerateRequest } from './requestSchema.ts';

type ThinkingConfig = NonNullable<GenerateRequest['generationConfig']>['thinkingConfig'];

/** How much this request makes the model think; what the answer's length and token count follow. */
export type Effort = 'NONE' | Level;

/** Refuses what the model does not take (docs/PROTOCOL.md §3). */
export function checkThinking(config: ThinkingConfig, model: Model): void {
	const { thinking } = model;
	if (config === undefined) {
		return;
	}
	const { thinkingLevel: level, thinkingBudget: budget } = config;
	if (level !== undefined && budget !== undefined) {
		throw invalidArgument('You can only set one of thinking budget and thinking level.');
	}
	if (thinking.control === 'none') {
		throw invalidArgument('Thinking is not enabled for this model.');
	}
	if (level !== undefined) {
		checkLevel(level, thinking);
	}
	if (budget !== undefined) {
		checkBudget(budget, thinking);
	}
	if (config.includeThoughts && thinkingEffort(config, model) === 'NONE') {
		throw invalidArgument(
			'Thinking_config.include_thoughts is only enabled when thinking is enabled.',
		);
	}
}

type Controlled = Exclude<Model['thinking'], { control: 'none' }>;

function checkLevel(level: string, thinking: Controlled): void {
	if (thinking.control === 'budget') {
		throw invalidArgument('Thinking level is not supported for this model.');
	}
	if (!thinking.levels.some(each => each === level)) {
		throw invalidArgument(`Thinking level ${level} is not supported for this model.`);
	}
}

function checkBudget(budget: number, thinking: Controlled): void {
	if (thinking.control === 'level') {
		if (!thinking.takesBudget) {
			throw invalidArgument(
				'Thinking budget is not supported for this model. Use thinking level instead.',
			);
		}
		if (budget === 0 && !thinking.levels.includes('MINIMAL')) {
			throw modelOnlyThinks();
		}
		return;
	}
	if (budget === -1 || (budget === 0 && thinking.canBeOff)) {
		return;
	}
	if (budget === 0) {
		throw modelOnlyThinks();
	}
	if (budget < thinking.min || budget > thinking.max) {
		throw invalidArgument(
			`The thinking budget ${budget} is invalid. Please choose a value between ${thinking.min} and ${thinking.max}.`,
		);
	}
}

function modelOnlyThinks() {
	return invalidArgument('Budget 0 is invalid. This model only works in thinking mode.');
}

/** The effort that a request, already checked, asks for. */
export function thinkingEffort(config: ThinkingConfig, { thinking }: Model): Effort {
	if (thinking.control === 'none') {
		return 'NONE';
	}
	if (thinking.control === 'level') {
		const asked = thinking.levels.find(each => each === config?.thinkingLevel);
		return asked ?? effortOfBudget(config?.thinkingBudget) ?? thinking.fallback;
	}
	return effortOfBudget(config?.thinkingBudget) ?? (thinking.startsOff ? 'NONE' : 'MEDIUM');
}

function effortOfBudget(budget: number | undefined): Effort | undefined {
	if (budget === undefined || budget === -1) {
		return undefined;
	}
	if (budget === 0) {
		return 'NONE';
	}
	return budget <= 1024 ? 'LOW' : budget <= 8192 ? 'MEDIUM' : 'HIGH';
}
