import { controlSamples } from './ControlSamples.tsx';
import { dataSamples } from './DataSamples.tsx';
import type { Sample } from './Sample.tsx';
import { stateSamples } from './StateSamples.tsx';
import { timelineSamples } from './TimelineSamples.tsx';

/** Every piece of `renderer/ui`. */
export const samples: readonly Sample[] = [
  ...controlSamples,
  ...stateSamples,
  ...dataSamples,
  ...timelineSamples,
];
