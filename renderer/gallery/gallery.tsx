import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ControlSamples } from './ControlSamples.tsx';
import { DataSamples } from './DataSamples.tsx';
import { StateSamples } from './StateSamples.tsx';
import { TimelineSamples } from './TimelineSamples.tsx';
import './gallery.css';

/** Every piece in its states, light and dark side by side. `?theme=light` or `dark` shows one. */
function Gallery() {
  const wanted = new URLSearchParams(location.search).get('theme');
  const themes = wanted === null ? ['light', 'dark'] : [wanted];
  return (
    <div className="gallery">
      {themes.map((theme) => (
        <main key={theme} className="gallery-theme" data-theme={theme}>
          <ControlSamples />
          <StateSamples />
          <DataSamples />
          <TimelineSamples />
        </main>
      ))}
    </div>
  );
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );
}
