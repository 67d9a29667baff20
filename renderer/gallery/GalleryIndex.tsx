import { sampleId } from './Sample.tsx';
import { samples } from './samples.ts';
import { windowStates } from './window-states.ts';

/** A link to every sample and every state: whoever wants all of them reads them here. */
export function GalleryIndex() {
  return (
    <>
      <Links title="Window states" parameter="state" names={windowStates.map(({ name }) => name)} />
      <Links title="Pieces" parameter="sample" names={samples.map(sampleId)} />
    </>
  );
}

interface LinksProps {
  readonly title: string;
  readonly parameter: 'state' | 'sample';
  readonly names: readonly string[];
}

function Links({ title, parameter, names }: LinksProps) {
  return (
    <nav className="gallery-index" aria-label={title}>
      <h2>{title}</h2>
      {names.map((name) => (
        <a key={name} href={`?${parameter}=${name}`}>
          {name}
        </a>
      ))}
    </nav>
  );
}
