import type { TriggerUnitContext } from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import type { Engine } from '../engine.ts';
import { Frame } from '../frame.ts';
import { LoadError } from '../load-error.ts';
import { compileSequence } from './blocks.ts';
import { Body } from './body.ts';
import { runFrame } from './class-method.ts';
import type { Trigger } from '../trigger.ts';
import { compilers } from './compile-class.ts';

/** A trigger as code; it runs without sharing unless what it calls says otherwise. */
export const compileTrigger = (engine: Engine, tree: TriggerUnitContext, file: string): Trigger => {
  const [name = '', objectName = ''] = tree.id_list().map((each) => each.getText());
  const object = engine.schema.find(objectName);
  if (!object) throw new LoadError({ file, line: tree.start.line }, `unknown object ${objectName}`);
  const body = new Body({ engine, type: undefined, isStatic: true, file, compilers });
  const statements = tree
    .triggerBlock()
    .triggerBlockMember_list()
    .map((member) => {
      const statement = optional(member.statement());
      if (statement) return statement;
      throw new LoadError({ file, line: member.start.line }, 'members of a trigger are not modelled');
    });
  const step = compileSequence(body, statements);
  const events = tree.triggerCase_list().map(
    (each) =>
      each
        .getText()
        .toLowerCase()
        .replace(/^(before|after)/, '$1 ') as `before insert`,
  );
  return {
    ...{ name, file, objectName: object.name, events: new Set(events) },
    run: () => {
      runFrame(engine, new Frame({ label: `Trigger.${name}`, type: undefined, self: null, sharing: false, locals: [] }), step);
    },
  };
};
