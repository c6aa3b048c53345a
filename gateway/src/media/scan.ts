import type { Bytes } from './media-source.ts';

/** What a scanner says of a file. `finding` is its own word for what is wrong with it. */
export type Verdict = { readonly isClean: true } | { readonly isClean: false; readonly finding?: string };

/** Has a file scanned. Rejects with a transient GatewayError where there is no verdict: the file then waits. */
export type Scan = (file: { readonly sid: string; readonly contentType: string; readonly bytes: Bytes }) => Promise<Verdict>;
