/** `+E.164`, or `whatsapp:+E.164`: the addresses this emulator's channels know. */
export const isAddress = (text: string): boolean => /^(whatsapp:)?\+[1-9]\d{6,14}$/.test(text);
