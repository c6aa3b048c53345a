import { packageFaults } from '../../config/force-app/package-faults.ts';
import type { Gate } from './gate.ts';

/** Every name that something in the package, the org's metadata or the gateway's queries uses exists. */
export const packageNames: Gate = (root) => Promise.resolve({ faults: packageFaults(root) });
