import { fileURLToPath } from 'node:url';

/** Environment of processes that are started again and again: compiled code is kept where `npm run gateway` keeps it. */
export const COMPILE_CACHE = { NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)) };
