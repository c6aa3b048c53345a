import type { Phones } from '../carrier/phones.ts';
import type { RepApp } from '../frontline/rep-app.ts';
import type { World } from '../world.ts';

export type ControlDeps = { world: World; phones: Phones; app: (identity: string) => RepApp };
