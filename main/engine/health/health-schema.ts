import { bundledSchema } from '../schema/bundled/bundled-files.ts';
import { composeSources } from '../schema/compose.ts';
import { Schema } from '../schema/schema.ts';

let schema: Schema | undefined;

/** The definition of grpc.health.v1 that comes with Duplex: no server need describe it. */
export function healthSchema(): Schema {
  schema ??= new Schema(
    composeSources([{ files: bundledSchema(['grpc/health/v1/health.proto']), diagnostics: [] }]),
  );
  return schema;
}
