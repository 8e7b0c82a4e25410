/**
 * What the tests import as `@jest/globals`: the globals of jest-light-runner, with the limit of time
 * on every test and hook that this runner does not set. Expires when it does.
 */
const { describe, expect } = globalThis;
// Some tests start a dozen processes, on a machine that others may use too.
const usualLimitMs = 240_000;

const test = Object.assign(limited(globalThis.test), {
  only: limited(globalThis.test.only),
  skip: limited(globalThis.test.skip),
});
const beforeAll = hook('beforeAll');
const afterAll = hook('afterAll');
const beforeEach = hook('beforeEach');
const afterEach = hook('afterEach');

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test };

function limited(define) {
  const each =
    (...table) =>
    (name, work, limitMs) =>
      define.each(...table)(name, inTime(work, limitMs), limitMs);
  return Object.assign((name, work, limitMs) => define(name, inTime(work, limitMs)), { each });
}

function hook(name) {
  return (work, limitMs) => globalThis[name](inTime(work, limitMs));
}

function inTime(work, limitMs = usualLimitMs) {
  return async (...given) => {
    let timer;
    const late = new Promise((_, reject) => {
      const why = new Error(`Not done within ${limitMs} ms.`);
      timer = setTimeout(() => reject(why), limitMs);
    });
    try {
      await Promise.race([work(...given), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
