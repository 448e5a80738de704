/** Puts a picture on the clipboard, as PNG: that is the one type that every clipboard takes. */
export async function copyImage(image: HTMLImageElement): Promise<void> {
	const canvas = document.createElement('canvas');
	canvas.width = image.naturalWidth;
	canvas.height = image.naturalHeight;
	canvas.getContext('2d')?.drawImage(image, 0, 0);
	const png = new Promise<Blob>((resolve, reject) => {
		canvas.toBlob(
			blob => (blob === null ? reject(new Error('The picture has no pixels.')) : resolve(blob)),
			'image/png',
		);
	});
	await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}
