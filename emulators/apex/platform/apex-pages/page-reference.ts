import { WithText } from '../../values/with-text.ts';

/** A page and its parameters. */
export class PageReference extends WithText {
  url: string;
  redirect = false;
  readonly parameters = new Map<string, string>();

  constructor(url: string) {
    super();
    this.url = url;
  }

  override toText(): string {
    return `System.PageReference[${this.url}]`;
  }
}
