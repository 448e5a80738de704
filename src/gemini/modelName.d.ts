/** `models/gemini-x` and ` gemini-x ` → `gemini-x`. */
export declare function bareModelId(model: string): string;
/** What an id says of its family: `google/Gemini-3.5-flash` → `gemini-3.5-flash`. */
export declare function familyName(model: string): string;
/** `gemini-flash-latest` and its like move with the newest model; `gemini-1.5-pro-latest` does not. */
export declare function isMovingAlias(family: string): boolean;
/** The number in `gemini-N…`: 2.5 → 2.5; 0 for other ids; aliases count as the newest. */
export declare function generationOf(model: string): number;
export declare function isImageModel(model: string): boolean;
