/** The bare E.164 number of an address, with or without `whatsapp:`. */
export const phoneNumber = (address: string): string => address.replace(/^whatsapp:/, '');
