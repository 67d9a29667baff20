import type { ReactNode } from 'react';

interface SampleProps {
  readonly name: string;
  /** Of pieces that fill the place they are given. */
  readonly height?: number;
  readonly children: ReactNode;
}

export function Sample({ name, height, children }: SampleProps) {
  return (
    <section className="sample" aria-label={name}>
      <h2 className="sample-name">{name}</h2>
      {height === undefined ? (
        <div className="sample-row">{children}</div>
      ) : (
        <div className="sample-box" style={{ height }}>
          {children}
        </div>
      )}
    </section>
  );
}
