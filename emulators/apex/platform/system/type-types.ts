import { randomUUID } from 'node:crypto';
import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { TypeToken } from '../../values/type-token.ts';
import { WithText } from '../../values/with-text.ts';

class Uuid extends WithText {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override toText(): string {
    return this.text;
  }
}

/** Type and UUID. */
export const typeTypes = (engine: Engine): PlatformType[] => [
  {
    name: 'Type',
    is: (value) => value instanceof TypeToken,
    methods: {
      'Boolean equals(Object other)': (self: TypeToken, other: unknown) => self === other,
      'String getName()': (self: TypeToken) => self.type.name,
      'Object newInstance()': (self: TypeToken) =>
        self.type
          .constructors()
          .find(({ parameters }) => parameters.length === 0)
          ?.invoke(null, []),
      'String toString()': (self: TypeToken) => self.toText(),
    },
    statics: {
      'Type forName(String name)': (name: string) => {
        const type = engine.findClass(name);
        return type ? TypeToken.of(type) : null;
      },
    },
  },
  {
    name: 'UUID',
    is: (value) => value instanceof Uuid,
    methods: { 'String toString()': (self: Uuid) => self.text },
    statics: { 'UUID randomUUID()': () => new Uuid(engine.context().witness(() => randomUUID())) },
  },
];
