import { join } from 'node:path';
import type { Config } from '../../platform/config.js';
import type { AccessPoint } from './access-point.js';
import { directoryAccessPoint } from './directory-access-point.js';
import { httpAccessPoint } from './http-access-point.js';

/** The access point that the configuration names. */
export function openAccessPoint(config: Config): AccessPoint {
  const { accessPointUrl: url, accessPointSecret: secret } = config;
  if (url === undefined || secret === undefined) {
    return directoryAccessPoint(join(config.dataDir, 'access-point'));
  }
  return httpAccessPoint({ url, secret });
}
