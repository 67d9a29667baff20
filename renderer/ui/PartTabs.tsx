import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { formatCount } from './format.ts';
import './PartTabs.css';

interface PartTab {
  readonly id: string;
  readonly label: string;
  /** Shown beside the label, not part of its name. */
  readonly count?: number | undefined;
}

interface PartTabsProps {
  /** Names the tablist. */
  readonly label: string;
  readonly tabs: readonly PartTab[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  /** At the end of the row of tabs. */
  readonly end?: ReactNode;
  /** The part that is selected; the others are not in the document. */
  readonly children?: ReactNode;
}

export function PartTabs({ label, tabs, selected, onSelect, end, children }: PartTabsProps) {
  return (
    <Tabs
      className="part-tabs"
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(String(key))}
    >
      <div className="part-tabs-bar">
        <TabList className="part-tabs-list" aria-label={label}>
          {tabs.map(({ id, label: name, count }) => (
            <Tab key={id} id={id} className="part-tab">
              {name}
              {count === undefined || count === 0 ? null : (
                <span className="part-tab-count" aria-hidden="true">
                  {formatCount(count)}
                </span>
              )}
            </Tab>
          ))}
        </TabList>
        {end === undefined ? null : <div className="part-tabs-end">{end}</div>}
      </div>
      {/* Another part is another panel: one that stays would keep the id of the first. */}
      <TabPanel key={selected} id={selected} className="part-tabs-panel">
        {children}
      </TabPanel>
    </Tabs>
  );
}
