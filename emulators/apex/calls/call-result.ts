/** What a call from outside came to: its answer, or the exception that nothing caught. */
export type CallResult = { readonly value: unknown } | { readonly exception: CallException };

/** `message` is what a page may show: the text of an AuraHandledException, else the exception's own. */
export type CallException = { readonly type: string; readonly message: string; readonly stackTrace: string };
