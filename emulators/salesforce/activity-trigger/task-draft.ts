import type { FieldValue, Row } from '../database/database.ts';
import type { ActivityEvent } from './activity-event.ts';

/** A Task as the events of a batch leave it: what is stored, plus what changes. Only the changes are written. */
export class TaskDraft {
  /** Events merged into this draft: each becomes a failure if the Task is refused. */
  readonly events: ActivityEvent[] = [];
  readonly #key: string;
  readonly #stored: Row | undefined;
  readonly #changes = new Map<string, FieldValue>();

  constructor(key: string, stored: Row | undefined) {
    this.#key = key;
    this.#stored = stored;
  }

  /** The value as it will be after the batch. */
  get(field: string): FieldValue {
    return this.#changes.get(field) ?? this.#stored?.[field] ?? null;
  }

  text(field: string): string | null {
    const value = this.get(field);
    return typeof value === 'string' ? value : null;
  }

  /** Sets a field. An empty value is no news: it never wipes what is there. */
  put(field: string, value: FieldValue): void {
    if (value !== null && value !== '') this.#changes.set(field, value);
  }

  get isNew(): boolean {
    return this.#stored === undefined;
  }

  /** The message itself is there; until then the Task is a shell that a status or an edit began. */
  get isRecorded(): boolean {
    return this.get('Frontline_Occurred_At__c') !== null;
  }

  get hasChanges(): boolean {
    return this.#changes.size > 0;
  }

  /** What to upsert by key. */
  toUpsert(): Row {
    return { ...Object.fromEntries(this.#changes), Frontline_Key__c: this.#key };
  }
}
