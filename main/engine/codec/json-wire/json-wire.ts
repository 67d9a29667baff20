import type protobuf from 'protobufjs';
import { hasOwnJsonForm } from '../json-tree.ts';
import { hasRequired } from '../required.ts';
import { handOver } from '../wire-json/hand-over.ts';
import { fieldPlans } from './field-plans.ts';
import { JsonCursor } from './json-cursor.ts';
import { type ObjectPlan, Reading } from './reading.ts';
import { UsualObject } from './usual-object.ts';
import { WireBytes } from './wire-bytes.ts';

const oddObject: ObjectPlan = {
  read() {
    throw handOver;
  },
};

const known = new WeakMap<protobuf.Type, ObjectPlan>();

function planOf(type: protobuf.Type): ObjectPlan {
  const plan = known.get(type) ?? makePlan(type);
  known.set(type, plan);
  return plan;
}

function makePlan(type: protobuf.Type): ObjectPlan {
  if (hasOwnJsonForm(type) || hasRequired(type)) return oddObject;
  const fields = fieldPlans(type);
  return fields === undefined ? oddObject : new UsualObject(fields);
}

const out = new WireBytes();

/**
 * The bytes of a message straight from its JSON text, several times as fast as to parse, prepare and encode it,
 * and the same bytes. `undefined` where something is wrong or odd about the text or the type.
 */
export function jsonWire(type: protobuf.Type, text: string): Buffer | undefined {
  const source = new JsonCursor(text);
  try {
    planOf(type).read(new Reading(planOf, source, out));
    if (Number.isNaN(source.peek())) return out.take();
  } catch {
    // Whatever it is, who reads the whole finds it too and has the words for it.
  }
  out.drop();
  return undefined;
}
