/** A number as people write it: digits and at most one point. No sign, no exponent, no thousands mark. */
export const numberPattern = "\\d{1,12}(?:\\.\\d{1,6})?";

/** Reads such a number. Nine decimals are kept, so that a conversion leaves no trace of binary fractions. */
export function plainNumber(text: string | undefined, factor = 1): number {
  return Math.round(Number(text) * factor * 1e9) / 1e9;
}

/** A whole number when the text is one in safe range. */
export function wholeNumber(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && /^\d+$/.test(text) && Number.isSafeInteger(value) ? value : undefined;
}
