import protobuf from 'protobufjs';
import type { JsonForm } from '../json-form.ts';
import { handOver } from './hand-over.ts';
import type { TakePiece } from './json-bytes.ts';
import { ownFormOf } from './own-forms.ts';
import { planFields } from './plan-fields.ts';
import { elementOf, messageElement } from './typed-elements.ts';
import { UsualPlan } from './usual-plan.ts';
import { type MessagePlan, Writing } from './writing.ts';

const oddPlan: MessagePlan = {
  hasOwnForm: false,
  check: leave,
  write: leave,
  writeMembers: leave,
};

function leave(): never {
  throw handOver;
}

/** The plans of the types that were met, for one form. */
class Plans {
  readonly writing = new Writing((type) => this.of(type));
  readonly #form: JsonForm;
  readonly #known = new WeakMap<protobuf.Type, MessagePlan>();

  constructor(form: JsonForm) {
    this.#form = form;
  }

  of(type: protobuf.Type): MessagePlan {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    const plan = this.#make(type);
    this.#known.set(type, plan);
    return plan;
  }

  /** Of a type of which one field alone is written, and of the message in that again one alone. */
  along(type: protobuf.Type, [field, ...below]: readonly protobuf.Field[]): MessagePlan {
    if (field === undefined) return this.of(type);
    const { id, resolvedType } = field;
    const own =
      resolvedType instanceof protobuf.Type
        ? messageElement(resolvedType, this.along(resolvedType, below))
        : undefined;
    const fields = planFields(
      type,
      this.#form,
      (one) => (one.id === id ? own : undefined) ?? elementOf(one),
    );
    if (fields === undefined) return oddPlan;
    const written = fields.filter(({ number }) => number === id);
    return ownFormOf(type, fields) ?? new UsualPlan(fields, written);
  }

  #make(type: protobuf.Type): MessagePlan {
    const fields = planFields(type, this.#form);
    if (fields === undefined) return oddPlan;
    return ownFormOf(type, fields) ?? new UsualPlan(fields);
  }
}

const canonical = new Plans({});
const otherForms = new Map(
  [
    { emitDefaults: true },
    { originalNames: true },
    { emitDefaults: true, originalNames: true },
  ].map((form) => [formKey(form), new Plans(form)]),
);

function plansOf(form: JsonForm): Plans {
  return otherForms.get(formKey(form)) ?? canonical;
}

function formKey({ emitDefaults, originalNames }: JsonForm): string {
  return `${emitDefaults === true} ${originalNames === true}`;
}

/** The message that was written last, where all of it is known; a large one is not held on to. */
let written: Uint8Array | undefined;
let writtenType: protobuf.Type | undefined;
const mostHeld = 64 * 1024;

/**
 * JSON text of a message, field by field from its bytes, several times as fast as to decode it and print
 * that, and the same text. `undefined` where something is wrong or odd about the bytes or the type.
 */
export function wireJson(
  type: protobuf.Type,
  bytes: Uint8Array,
  form: JsonForm,
  indent: number,
): string | undefined {
  const plans = plansOf(form);
  try {
    const text = plans.writing.text(plans.of(type), asBuffer(bytes), indent);
    const isHeld = !plans.writing.hasUnknown && bytes.length <= mostHeld;
    written = isHeld ? bytes : undefined;
    writtenType = type;
    return text;
  } catch {
    // Whatever it is, the decoder finds it too and has the words for it.
    return undefined;
  }
}

/**
 * Writes of messages of a type no more than one field, of the message in that again one, and so on: as
 * {@link wireJson}, and much faster. What is wrong about other fields may go unnoticed.
 */
export function fieldWriter(
  type: protobuf.Type,
  fields: readonly protobuf.Field[],
  form: JsonForm,
): (bytes: Uint8Array) => string | undefined {
  const plans = plansOf(form);
  const plan = plans.along(type, fields);
  return (bytes) => {
    try {
      return plans.writing.text(plan, asBuffer(bytes), 0);
    } catch {
      return undefined;
    }
  };
}

/**
 * The text of {@link wireJson} in pieces of whole lines, in UTF-8, while it is written. `false` where something
 * is wrong or odd: what was taken until then is to be forgotten. Throws what `take` throws.
 */
export function wireJsonPieces(
  type: protobuf.Type,
  bytes: Uint8Array,
  form: JsonForm,
  indent: number,
  take: TakePiece,
): boolean {
  const plans = otherForms.get(formKey(form)) ?? canonical;
  let stop: { readonly reason: unknown } | undefined;
  const taking: TakePiece = (piece) => {
    try {
      take(piece);
    } catch (reason) {
      stop = { reason };
      throw handOver;
    }
  };
  try {
    plans.writing.pieces(plans.of(type), asBuffer(bytes), indent, taking);
    return true;
  } catch {
    if (stop !== undefined) throw stop.reason;
    return false;
  }
}

/**
 * Whether a message that decodes holds fields that its type, or one below it, does not know; faster than to
 * decode it. `undefined` where something is wrong or odd about the bytes or the type.
 */
export function wireCheck(type: protobuf.Type, bytes: Uint8Array): boolean | undefined {
  // Whoever prints what comes has read all of it already.
  if (bytes === written && type === writtenType) return false;
  try {
    return canonical.writing.check(canonical.of(type), asBuffer(bytes));
  } catch {
    return undefined;
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
