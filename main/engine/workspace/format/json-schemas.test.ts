import { expect, it } from 'vitest';
import { jsonSchemas } from './json-schemas.ts';

it('the JSON schemas in docs/schemas are those of the formats (else run this test with -u)', async () => {
  const folder = new URL(import.meta.resolve('#package'));
  for (const [name, schema] of jsonSchemas()) {
    const file = new URL(`docs/schemas/${name}`, folder).pathname;
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(file);
  }
});
