import { ApexBlob } from '../../values/blob.ts';

/** Header names are told apart without case; the spelling of the first one stays. */
class Headers {
  readonly #byName = new Map<string, readonly [string, string]>();

  get(name: string): string | null {
    return this.#byName.get(name.toLowerCase())?.[1] ?? null;
  }

  set(name: string, value: string): void {
    this.#byName.set(name.toLowerCase(), [this.#byName.get(name.toLowerCase())?.[0] ?? name, value]);
  }

  entries(): (readonly [string, string])[] {
    return [...this.#byName.values()];
  }
}

/** What both directions of a callout have. */
abstract class HttpMessage {
  readonly headers = new Headers();
  body: Buffer = Buffer.alloc(0);

  get text(): string {
    return this.body.toString('utf8');
  }

  set text(text: string) {
    this.body = Buffer.from(text);
  }

  get blob(): ApexBlob {
    return new ApexBlob(this.body);
  }

  set blob(blob: ApexBlob) {
    this.body = blob.bytes;
  }
}

/** Apex's HttpRequest; ten seconds unless it says otherwise (Apex Developer Guide, "Callout Limits and Limitations"). */
export class HttpRequest extends HttpMessage {
  endpoint: string | null = null;
  method: string | null = null;
  timeoutMs = 10_000;
}

/** Apex's HttpResponse. */
export class HttpResponse extends HttpMessage {
  statusCode = 0;
  status: string | null = null;
}
