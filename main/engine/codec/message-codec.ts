import type protobuf from 'protobufjs';
import protojson from 'protobufjs/ext/protojson.js';
import type { Json } from '#app/contract/calls.ts';
import { Failure } from '#app/contract/result.ts';
import { atItsPlace, type JsonDocument, numbered } from '#app/core/json-documents.ts';
import type { PlacedStep } from '#app/core/message-path.ts';
import { inForm, type JsonForm } from './json-form.ts';
import { parseJson } from './json-text.ts';
import { bareName } from './json-tree.ts';
import { jsonWire } from './json-wire/json-wire.ts';
import { withKnownFields } from './known-fields.ts';
import { locateWireFault } from './locate-wire-fault.ts';
import { MessageField } from './message-field.ts';
import { withNegativeZeros } from './negative-zero.ts';
import { isOnlyInStrings } from './only-in-strings.ts';
import { encodeJson } from './prepare-json.ts';
import { printJson } from './print-json.ts';
import { hasRequired, missingRequired } from './required.ts';
import { shortFloats } from './short-floats.ts';
import { whyNoJson } from './too-long.ts';
import { hasUnknownFields, type UnknownFields, unknownFields } from './unknown-fields.ts';
import { wireCheck, wireJson, wireJsonPieces } from './wire-json/wire-json.ts';

/** A payload as JSON, or why it cannot be shown as such. `warning` may come with either. */
export interface DecodedMessage {
  readonly json: Json | undefined;
  readonly warning?: string;
}

/** A payload as JSON text, or why there is none. */
export interface MessageText {
  readonly text: string | undefined;
  readonly warning?: string;
}

/** Takes JSON text in pieces. */
export interface TextSink {
  /** A text begins; what came before it, if anything, is to be forgotten. */
  begin(): void;
  /** UTF-8, and whole lines but for the end. The bytes hold only for now. */
  take(piece: Uint8Array): void;
}

interface MessageCheck {
  /** Why the payload is not of its type, or not all that this requires. */
  readonly fault?: string;
  /** Whether {@link MessageCodec.unknownFields} has something to tell. */
  readonly hasUnknownFields: boolean;
}

interface EncodeOptions {
  /** Leave out the fields and enum names that the type does not know, instead of refusing them. */
  readonly ignoreUnknown: boolean;
}

/** The codecs of a method's two directions. */
export interface CallCodecs {
  readonly sent: MessageCodec;
  readonly received: MessageCodec;
}

/**
 * Canonical proto JSON of one message type, to the wire and back. JSON is protobufjs's protojson;
 * around it stand the guards it lacks: exact integers, negative zeros, JSON paths, required
 * fields, of which an incomplete message is shown all the same.
 */
export class MessageCodec {
  readonly #type: protobuf.Type;

  constructor(type: protobuf.Type) {
    this.#type = type;
  }

  /** Encodes JSON text. Throws a message-invalid `Failure` with line and column, or the JSON path. */
  encode(text: string, options: EncodeOptions = { ignoreUnknown: false }): Buffer {
    const straight = options.ignoreUnknown ? undefined : jsonWire(this.#type, text);
    if (straight !== undefined) return straight;
    const parsed = parseJson(text);
    try {
      const value = options.ignoreUnknown ? withKnownFields(this.#type, parsed) : parsed;
      const bytes = encodeJson(this.#type, value);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } catch (error) {
      // The stack ends over what is nested deeper than any message may be.
      if (error instanceof RangeError)
        throw new Failure('message-invalid', 'The message is nested too deeply');
      throw error;
    }
  }

  /**
   * Encodes the documents of one text. Throws as {@link encode} does, with the place in the whole text
   * and, of several, the number of the one that is wrong.
   */
  encodeEach(documents: readonly JsonDocument[], options?: EncodeOptions): readonly Buffer[] {
    return documents.map((document, index) => {
      try {
        return this.#encodeOne(document, options);
      } catch (error) {
        throw documents.length === 1 ? error : numbered(error, index + 1);
      }
    });
  }

  /** What stands before it is counted only where something is wrong: of many documents that is long. */
  #encodeOne(document: JsonDocument, options?: EncodeOptions): Buffer {
    try {
      return this.encode(document.text, options);
    } catch {
      return this.encode(atItsPlace(document), options);
    }
  }

  /** What a payload is to its type. Cheaper than {@link decode}. */
  check(bytes: Uint8Array): MessageCheck {
    try {
      const unknown = wireCheck(this.#type, bytes) ?? hasUnknownFields(this.#type, bytes);
      const message = hasRequired(this.#type) ? this.#type.decode(bytes) : {};
      const fault = this.#incompleteness(message);
      return { ...(fault !== undefined && { fault }), hasUnknownFields: unknown };
    } catch (error) {
      return { fault: this.#decodingFault(bytes, error), hasUnknownFields: false };
    }
  }

  /** What of a payload that decodes is not in its JSON; see {@link unknownFields}. */
  unknownFields(bytes: Uint8Array): UnknownFields {
    return unknownFields(this.#type, bytes);
  }

  /** Never throws: what cannot be decoded, and what is missing, is told in `warning`. */
  decode(bytes: Uint8Array, form: JsonForm = {}): DecodedMessage {
    let message: protobuf.Message<object>;
    try {
      message = this.#type.decode(bytes);
    } catch (error) {
      return { json: undefined, warning: this.#decodingFault(bytes, error) };
    }
    const warning = this.#incompleteness(message);
    try {
      const json = protojson.toJson(this.#type, message) as Json;
      const signed = withNegativeZeros(this.#type, message, json, bytes);
      const shown = inForm(this.#type, shortFloats(this.#type, signed), form);
      return warning === undefined ? { json: shown } : { json: shown, warning };
    } catch (error) {
      return { json: undefined, warning: `The message has no JSON form: ${whyNoJson(error)}` };
    }
  }

  /**
   * The JSON of {@link decode} as `printJson` has it, several times as fast: it is made without the objects
   * in between wherever that can be.
   */
  text(bytes: Uint8Array, form: JsonForm = {}, indent = 0): MessageText {
    const text = wireJson(this.#type, bytes, form, indent);
    if (text !== undefined) return { text };
    const { json, warning } = this.decode(bytes, form);
    if (json !== undefined) return { text: printJson(json, indent) };
    return { text: undefined, ...(warning !== undefined && { warning }) };
  }

  /** See {@link MessageField}. Throws a usage `Failure` for a path that the type does not have. */
  field(steps: readonly PlacedStep[], emitDefaults: boolean): MessageField {
    return new MessageField(this.#type, steps, emitDefaults, (bytes, form) =>
      this.text(bytes, form),
    );
  }

  /**
   * The JSON of {@link text}, indented by two spaces, while it is made. Whether there is one; if not, why.
   * Throws what the sink throws.
   */
  write(bytes: Uint8Array, form: JsonForm, sink: TextSink): { readonly fault?: string } {
    sink.begin();
    if (wireJsonPieces(this.#type, bytes, form, 2, (piece) => sink.take(piece))) return {};
    const { json, warning = '' } = this.decode(bytes, form);
    sink.begin();
    if (json === undefined) return { fault: warning };
    sink.take(Buffer.from(printJson(json, 2)));
    return {};
  }

  /** See {@link isOnlyInStrings}. */
  isOnlyInStrings(text: string): boolean {
    return isOnlyInStrings(this.#type, text);
  }

  #decodingFault(bytes: Uint8Array, error: unknown): string {
    const found = locateWireFault(this.#type, bytes);
    const told = error instanceof Error ? error.message : String(error);
    const reason = found === undefined ? told : `at byte ${found.offset}, ${found.message}`;
    return `The payload does not decode as ${bareName(this.#type)}: ${reason}`;
  }

  #incompleteness(message: object): string | undefined {
    const path = missingRequired(this.#type, message, '$');
    return (
      path &&
      `The payload is an incomplete ${bareName(this.#type)}: ${path} is required and missing`
    );
  }
}
