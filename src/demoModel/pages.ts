export function page(title: string, text: string): string {
	return `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body><h1>${title}</h1><p>${text}</p></body>\n</html>\n`;
}

export const NOT_FOUND_PAGE = page(
	'Error 404 (Not Found)!!1',
	'<b>404.</b> That’s an error. The requested URL was not found on this server. That’s all we know.',
);
