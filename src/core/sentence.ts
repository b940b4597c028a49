/** Words as a sentence: a question, which programs end with at times, stays one. */
export const asSentence = (words: string): string => (/[.?!]$/.test(words) ? words : `${words}.`);
