/** What a plugin's own test imports, as `gezel/sdk/testing`. */
export { runAssignments } from '../../assignment/runner.js';
export { purge } from '../../member/privacy/purge.js';
export { pdfText } from '../../platform/testing/pdf-text.js';
export { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
export { ask, codesOf, errorCode, giveMoney, moneyLeft, upload } from './asking.js';
export { conformance } from './conformance.js';
export { conformanceOf, type RemoteOptions } from './conformance-of.js';
export type { ConformanceOptions } from './options.js';
export { sampleOf } from './samples.js';
