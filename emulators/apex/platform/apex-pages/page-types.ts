import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import type { EnumValue } from '../../values/enum-value.ts';
import type { ApexList } from '../../values/list.ts';
import type { SObject } from '../../values/sobject.ts';
import type { Value } from '../../values/value.ts';
import { PageReference } from './page-reference.ts';

class PageMessage {
  readonly severity: EnumValue;
  readonly summary: string;

  constructor(severity: EnumValue, summary: string) {
    this.severity = severity;
    this.summary = summary;
  }
}

/** Records that a list button hands to a page, of which some are ticked. */
class SetController {
  readonly records: ApexList;
  selected: ApexList;

  constructor(records: ApexList) {
    this.records = records;
    this.selected = records;
  }
}

/** Messages of the current page; they live as long as the transaction. */
const messagesOf = (engine: Engine): PageMessage[] => {
  const { slots } = engine.context();
  const known = slots.get('pageMessages') as PageMessage[] | undefined;
  if (known) return known;
  const messages: PageMessage[] = [];
  slots.set('pageMessages', messages);
  return messages;
};

/** Types that need nothing of the transaction. */
const parts: readonly PlatformType[] = [
  { name: 'ApexPages.Severity', constants: ['CONFIRM', 'ERROR', 'FATAL', 'INFO', 'WARNING'] },
  {
    name: 'ApexPages.Message',
    is: (value) => value instanceof PageMessage,
    constructors: {
      'Message(ApexPages.Severity severity, String summary)': (_self: null, severity: EnumValue, summary: string) =>
        new PageMessage(severity, summary),
    },
    methods: {
      'ApexPages.Severity getSeverity()': (self: PageMessage) => self.severity,
      'String getSummary()': (self: PageMessage) => self.summary,
    },
  },
  {
    name: 'ApexPages.StandardSetController',
    is: (value) => value instanceof SetController,
    constructors: { 'StandardSetController(List<SObject> records)': (_self: null, records: ApexList) => new SetController(records) },
    methods: {
      'List<SObject> getRecords()': (self: SetController) => self.records,
      'List<SObject> getSelected()': (self: SetController) => self.selected,
      'void setSelected(List<SObject> records)': (self: SetController, records: ApexList) => {
        self.selected = records;
      },
    },
  },
  {
    name: 'ApexPages.StandardController',
    constructors: { 'StandardController(SObject record)': (_self: null, record: SObject) => ({ record }) },
    methods: { 'SObject getRecord()': (self: { record: Value }) => self.record },
  },
  {
    name: 'PageReference',
    is: (value) => value instanceof PageReference,
    constructors: { 'PageReference(String url)': (_self: null, url: string) => new PageReference(url) },
    methods: {
      'String getUrl()': (self: PageReference) => self.url,
      'PageReference setRedirect(Boolean redirect)': (self: PageReference, redirect: boolean) => {
        self.redirect = redirect;
        return self;
      },
    },
  },
];

/** Visualforce: messages, StandardSetController, PageReference (Apex Reference Guide, "ApexPages Namespace"). */
export const pageTypes = (engine: Engine): PlatformType[] => [
  {
    name: 'ApexPages',
    statics: {
      'void addMessage(ApexPages.Message message)': (message: PageMessage) => void messagesOf(engine).push(message),
      'PageReference currentPage()': () => engine.context().slots.get('currentPage') ?? null,
      'List<ApexPages.Message> getMessages()': () => [...messagesOf(engine)],
      'Boolean hasMessages()': () => messagesOf(engine).length > 0,
    },
  },
  ...parts,
];
