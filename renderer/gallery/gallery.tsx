import '#renderer/ui/base.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { GalleryIndex } from './GalleryIndex.tsx';
import { SampleView, sampleId } from './Sample.tsx';
import { samples } from './samples.ts';
import { showState } from './show-state.tsx';
import { settled } from './stage.ts';
import { windowStates } from './window-states.ts';
import './gallery.css';

/**
 * `gallery.html`: every piece, light and dark side by side, below links to the window states.
 * `?sample=NAME` and `?state=NAME` show just that one; `&theme=light` or `dark` overrides the system's
 * theme. The page is marked `data-drawn` once what was asked for stands on the screen. The event
 * `again` draws it anew from its start.
 */
async function show(root: Root, query: URLSearchParams): Promise<void> {
  const theme = query.get('theme');
  const state = windowStates.find(({ name }) => name === query.get('state'));
  const sample = samples.find((one) => sampleId(one) === query.get('sample'));
  if (theme !== null && (state ?? sample) !== undefined) {
    document.documentElement.dataset['theme'] = theme;
  }
  if (state !== undefined) await showState(root, state);
  else if (sample !== undefined) draw(root, <Alone>{<SampleView sample={sample} />}</Alone>);
  else draw(root, <Everything themes={theme === null ? ['light', 'dark'] : [theme]} />);
  await document.fonts.ready;
  await settled();
  document.documentElement.dataset['drawn'] = 'true';
}

function draw(root: Root, content: ReactNode): void {
  root.render(<StrictMode>{content}</StrictMode>);
}

function Alone({ children }: { readonly children: ReactNode }) {
  return <main className="gallery-alone">{children}</main>;
}

function Everything({ themes }: { readonly themes: readonly string[] }) {
  return (
    <>
      <GalleryIndex />
      <div className="gallery">
        {themes.map((theme) => (
          <main key={theme} className="gallery-theme" data-theme={theme}>
            {samples.map((sample) => (
              <SampleView key={sample.name} sample={sample} />
            ))}
          </main>
        ))}
      </div>
    </>
  );
}

const place = document.getElementById('root');
if (place !== null) {
  const query = new URLSearchParams(location.search);
  let root = createRoot(place);
  addEventListener('again', () => {
    delete document.documentElement.dataset['drawn'];
    root.unmount();
    root = createRoot(place);
    void show(root, query);
  });
  void show(root, query);
}
