import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's environment for Node, over an ordinary global object. Jest makes its own of a proxy, and V8 asks that for each global name that
 * the code under test says (`Math`, `Object`, `undefined`), over and over: a tenth of what a test takes here, and two fifths where it
 * computes. A context made with `DONT_CONTEXTIFY` (https://nodejs.org/api/vm.html#vmconstantsdont_contextify) has no such detour, and is
 * as separate.
 */
export default class OrdinaryGlobal extends TestEnvironment {
  constructor(config, context) {
    // The constructor makes the context itself and cannot be told how.
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
