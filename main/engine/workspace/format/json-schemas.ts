import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import {
  environmentFile,
  folderFile,
  requestFile,
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

/** Editors know types of scalars, where reading takes each as it is written. */
function ofFile(schema: v.GenericSchema): JsonSchema {
  return toJsonSchema(schema, {
    typeMode: 'input',
    errorMode: 'ignore',
    // The bounds are for what is hostile.
    ignoreActions: ['max_length'],
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      const { type } = valibotSchema;
      if (valibotSchema === variables) return { type: 'object' };
      if (type === 'string') return { ...jsonSchema, type: ['string', 'number', 'boolean'] };
      if (type === 'picklist') return { type: 'boolean' };
      return jsonSchema.const === '1' ? { const: 1 } : undefined;
    },
  });
}
