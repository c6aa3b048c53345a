import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { PageReference } from '../apex-pages/page-reference.ts';

/** `Label.X` and `Page.X`: an unknown name fails when the project is loaded. */
export const orgNames = (engine: Engine): PlatformType[] => [
  {
    name: 'Label',
    staticMember: (lowerName) => {
      const label = engine.labels.get(lowerName);
      return label && { type: 'String', name: label.name, read: () => label.value };
    },
  },
  {
    name: 'Page',
    staticMember: (lowerName) => {
      const page = engine.pages.find((each) => each.toLowerCase() === lowerName);
      return page === undefined
        ? undefined
        : { type: 'PageReference', name: page, read: () => new PageReference(`/apex/${page.toLowerCase()}`) };
    },
  },
];
