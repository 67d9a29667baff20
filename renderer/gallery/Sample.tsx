import type { ComponentType } from 'react';

/** Some pieces of the interface, shown together. */
export interface Sample {
  readonly name: string;
  /** Of pieces that fill the place they are given. */
  readonly height?: number;
  readonly Content: ComponentType;
}

export function SampleView({ sample }: { readonly sample: Sample }) {
  const { name, height, Content } = sample;
  return (
    <section className="sample" aria-label={name}>
      <h2 className="sample-name">{name}</h2>
      {height === undefined ? (
        <div className="sample-row">
          <Content />
        </div>
      ) : (
        <div className="sample-box" style={{ height }}>
          <Content />
        </div>
      )}
    </section>
  );
}

/** How a sample is called in an address: `timelinelist-empty` of `TimelineList, empty`. */
export function sampleId({ name }: Sample): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
