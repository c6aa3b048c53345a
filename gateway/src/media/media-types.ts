/**
 * The types that are kept unless the operator says otherwise, with the extension that a file of each gets: what phones send by MMS and WhatsApp
 * (https://www.twilio.com/docs/messaging/guides/accepted-mime-types) and office documents. Left out is what runs when it is opened: HTML and SVG
 * among texts and images, archives, programs.
 */
export const MEDIA_TYPES: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'image/bmp': 'bmp',
  'image/tiff': 'tiff',
  'audio/aac': 'aac',
  'audio/ac3': 'ac3',
  'audio/amr': 'amr',
  'audio/amr-nb': 'amr',
  'audio/basic': 'au',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/vnd.wave': 'wav',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/webm': 'weba',
  'audio/3gpp': '3gp',
  'audio/3gpp2': '3g2',
  'video/mp4': 'mp4',
  'video/mpeg': 'mpg',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/3gpp': '3gp',
  'video/3gpp2': '3g2',
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/rtf': 'rtf',
  'application/vcard': 'vcf',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'text/plain': 'txt',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
};

/** What runs where it is opened is meant by its own name alone, and by no family's. */
const RUNS: ReadonlySet<string> = new Set([
  'image/svg+xml',
  'text/html',
  'text/javascript',
  'application/javascript',
  'application/xhtml+xml',
]);

/** Whether a type is among those allowed: `image/png` by its name, all pictures by `image/*`, which does not mean SVG. */
export const isAmong = (allowed: readonly string[], type: string): boolean =>
  allowed.some((one) => one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1)) && !RUNS.has(type)));
