import { resolve } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import type { SchemaRef } from '#app/contract/schema.ts';
import type { TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import type { OpenChannel } from '../channels/channel.ts';
import { composeSources } from './compose.ts';
import {
  createDescriptorSetSource,
  isDescriptorSet,
} from './descriptor-set/descriptor-set-source.ts';
import { createProtoFilesSource } from './proto-files/proto-files-source.ts';
import { readSource } from './read-source.ts';
import { createReflectionSource } from './reflection/reflection-source.ts';
import { Schema } from './schema.ts';
import type { SchemaSource } from './source.ts';

type OpenTarget = (target: TargetSettings, signal: AbortSignal) => Promise<OpenChannel>;

/**
 * Reads each schema once: files first, reflection for the rest. Two who ask at the same time share one
 * reading; a failed one is not kept.
 */
export class SchemaCache {
  readonly #open: OpenTarget;
  readonly #cwd: string;
  readonly #schemas = new Map<string, Promise<Schema>>();

  constructor(open: OpenTarget, cwd: string) {
    this.#open = open;
    this.#cwd = resolve(cwd);
  }

  /** Rejects with a `Failure` when no source gives anything. `refresh` reads again. */
  read(ref: SchemaRef, refresh = false): Promise<Schema> {
    const key = JSON.stringify([
      ref.target === null ? null : targetKey(ref.target),
      ref.sources,
      ref.metadata,
    ]);
    const known = refresh ? undefined : this.#schemas.get(key);
    if (known !== undefined) return known;
    const reading = this.#read(ref);
    this.#schemas.set(key, reading);
    reading.catch(() => {
      if (this.#schemas.get(key) === reading) this.#schemas.delete(key);
    });
    return reading;
  }

  async #read(ref: SchemaRef): Promise<Schema> {
    const signal = new AbortController().signal;
    const sources = await this.#sources(ref, signal);
    if (sources.length === 0)
      throw new Failure(
        'usage',
        'There is no schema',
        'Connect to a server with reflection, or add .proto files or descriptor sets',
      );
    const read = await Promise.all(sources.map((source) => readSource(source, signal)));
    const failed = read.filter(({ state }) => state.state === 'failed');
    if (failed.length === read.length) throw failed[0]?.failure;
    const composed = composeSources(read.map(({ loaded }) => loaded));
    return new Schema(
      composed,
      read.map(({ state }) => state),
    );
  }

  /** In the order of their precedence. */
  async #sources({ target, sources, metadata = [] }: SchemaRef, signal: AbortSignal) {
    const { importPaths, reflection } = sources;
    const found: SchemaSource[] = [];
    const { protos, descriptorSets } = await this.#byContent(sources, signal);
    if (protos.length > 0)
      found.push(createProtoFilesSource({ protos, importPaths, cwd: this.#cwd }));
    if (descriptorSets.length > 0)
      found.push(createDescriptorSetSource({ paths: descriptorSets, cwd: this.#cwd }));
    if (reflection && target !== null)
      found.push(createReflectionSource((aborted) => this.#open(target, aborted), metadata));
    return found;
  }

  /**
   * A path among `protos` may lead to a descriptor set too. Whoever adds or drops a file need not know
   * which it is, and its name does not tell: only the engine can look into it.
   */
  async #byContent(
    { protos, descriptorSets }: SchemaRef['sources'],
    signal: AbortSignal,
  ): Promise<Pick<SchemaRef['sources'], 'protos' | 'descriptorSets'>> {
    const areSets = await Promise.all(
      protos.map((path) => isDescriptorSet(resolve(this.#cwd, path), signal)),
    );
    return {
      protos: protos.filter((_, index) => areSets[index] !== true),
      descriptorSets: [...protos.filter((_, index) => areSets[index] === true), ...descriptorSets],
    };
  }
}
