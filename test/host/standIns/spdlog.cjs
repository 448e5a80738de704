/** In place of the native `@vscode/spdlog`: writes VS Code's log files and output channels. */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
	#file;
	#level = 2;
	#format = withTimeAndLevel;

	constructor(_type, _name, file) {
		this.#file = file;
		mkdirSync(dirname(file), { recursive: true });
		appendFileSync(file, '');
	}

	trace(message) {
		this.#write(0, message);
	}

	debug(message) {
		this.#write(1, message);
	}

	info(message) {
		this.#write(2, message);
	}

	warn(message) {
		this.#write(3, message);
	}

	error(message) {
		this.#write(4, message);
	}

	critical(message) {
		this.#write(5, message);
	}

	getLevel() {
		return this.#level;
	}

	setLevel(level) {
		this.#level = level;
	}

	setPattern() {
		this.#format = withTimeAndLevel;
	}

	clearFormatters() {
		this.#format = (_level, message) => message;
	}

	flush() {}

	drop() {}

	#write(level, message) {
		if (level >= this.#level) {
			appendFileSync(this.#file, this.#format(level, message));
		}
	}
}

function withTimeAndLevel(level, message) {
	const time = new Date().toISOString().replace('T', ' ').slice(0, 23);
	return `${time} [${levels[level]}] ${message}\n`;
}

async function createLogger(name, file) {
	return new Logger('rotating', name, file);
}

exports.version = 0;
exports.Logger = Logger;
exports.setFlushOn = () => undefined;
exports.setLevel = () => undefined;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
