import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { compressions, loadBalancings } from '#app/contract/target.ts';
import {
  environmentFile,
  folderFile,
  requestFile,
  switches,
  variables,
  workspaceFile,
} from './file-format.ts';

const files = {
  workspace: { schema: workspaceFile, title: 'duplex.yaml: a workspace of Duplex' },
  folder: { schema: folderFile, title: 'folder.yaml: what a folder gives its requests' },
  request: { schema: requestFile, title: 'NAME.request.yaml: a saved request' },
  environment: {
    schema: environmentFile,
    title: 'environments/NAME.yaml: variables by environment',
  },
} as const;

/** The files' formats for editors, by the names under which they are published in `docs/schemas`. */
export function jsonSchemas(): ReadonlyMap<string, JsonSchema> {
  return new Map(
    Object.entries(files).map(([name, { schema, title }]) => [
      `${name}.schema.json`,
      { ...ofFile(schema), title },
    ]),
  );
}

/** What an option takes beside variables, where its words are few. */
const words: Readonly<Record<string, readonly (string | boolean)[]>> = {
  compression: compressions,
  'load-balancing': loadBalancings,
  ...Object.fromEntries(switches.map((key) => [key, ['on', 'off', true, false]])),
};

/**
 * Reading lets unknown keys be; an editor marks them, because most are misspelt. Later forms have some at
 * the top, and what begins with `x-` is a person's own.
 */
function ofMap(map: JsonSchema): JsonSchema {
  const properties = Object.entries(map.properties ?? {}).map(([key, value]) => {
    const known = words[key];
    const withVariables = { type: 'string', pattern: '\\{\\{' } as const;
    return [key, known === undefined ? value : { anyOf: [{ enum: [...known] }, withVariables] }];
  });
  return {
    ...map,
    type: map.required?.length === 0 ? ['object', 'null'] : 'object',
    properties: Object.fromEntries(properties),
    patternProperties: { '^(x-.*|auth|tests)$': {} },
    additionalProperties: false,
  };
}

/** Editors know types of scalars, where reading takes each as it is written. */
function ofFile(schema: v.GenericSchema): JsonSchema {
  return toJsonSchema(schema, {
    typeMode: 'input',
    errorMode: 'ignore',
    // The bounds are for what is hostile.
    ignoreActions: ['max_length'],
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      const { type } = valibotSchema;
      if (valibotSchema === variables) return { type: ['object', 'null'] };
      if (type === 'string')
        return { ...jsonSchema, type: ['string', 'number', 'boolean', 'null'] };
      if (type === 'array') return { ...jsonSchema, type: ['array', 'null'] };
      if (type === 'object') return ofMap(jsonSchema);
      if (type === 'picklist') return { enum: [true, false, 'true', 'false'] };
      return jsonSchema.const === '1' ? { enum: [1, '1'] } : undefined;
    },
  });
}
