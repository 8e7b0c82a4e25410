/** The variables of what is asked of others: social security, stores of files, the Peppol network. */
import {
  hostName,
  longSecret,
  namedNumbers,
  optional,
  secret,
  text,
  variable,
  webUrl,
  wholeNumber,
} from './config-values.js';

/** A part of `configTable`. */
export const serviceVariables = Object.freeze({
  dimonaUrl: variable(
    'DIMONA_URL',
    '',
    optional(webUrl()),
    'Where employment is declared, e.g. https://services.socialsecurity.be/REST/dimona/v2; ' +
      'unset: a simulator, and in production nothing, so that no contract starts.',
  ),
  dimonaTokenUrl: variable(
    'DIMONA_TOKEN_URL',
    '',
    optional(webUrl()),
    'Where its access tokens are had, e.g. https://services.socialsecurity.be/REST/oauth/v5/token.',
  ),
  dimonaClientId: variable(
    'DIMONA_CLIENT_ID',
    '',
    optional(text('the id of a registered client')),
    'Who declares: the client that social security has registered.',
  ),
  dimonaKeyFile: variable(
    'DIMONA_KEY_FILE',
    '',
    optional(text('the path of a file')),
    'The private RSA key (PKCS #8, PEM) that signs for that client.',
  ),
  uploadMaxBytes: variable(
    'UPLOAD_MAX_BYTES',
    '20971520',
    wholeNumber(1, 1_073_741_824),
    'Bytes that an uploaded file may have, where UPLOAD_LIMITS says nothing else.',
  ),
  // A file of the bank with 100,000 movements: some 80 MB as CODA, some 250 MB as camt.053.
  uploadLimits: variable(
    'UPLOAD_LIMITS',
    'bank-statement=536870912',
    namedNumbers(1, 4_294_967_296),
    'Bytes that a file may have by the purpose of its upload.',
  ),
  s3Url: variable(
    'S3_URL',
    '',
    optional(webUrl()),
    'The bucket that keeps uploaded files, by its path; unset: the folder files in DATA_DIR.',
  ),
  s3Region: variable('S3_REGION', 'us-east-1', text('the name of a region'), 'Its region.'),
  s3AccessKeyId: variable(
    'S3_ACCESS_KEY_ID',
    '',
    optional(text('the id of a key, required with S3_URL')),
    'Who asks it.',
  ),
  s3SecretAccessKey: secret(
    'S3_SECRET_ACCESS_KEY',
    '',
    optional(text('the secret of that key, required with S3_URL')),
    'Signs what is asked of it.',
  ),
  accessPointUrl: variable(
    'ACCESS_POINT_URL',
    '',
    optional(webUrl()),
    'The access point to the Peppol network; unset: the folder access-point in DATA_DIR.',
  ),
  accessPointSecret: secret(
    'ACCESS_POINT_SECRET',
    '',
    optional(longSecret()),
    'Signs what is asked of it.',
  ),
  smlZone: variable(
    'SML_ZONE',
    '',
    optional(hostName()),
    'The zone of DNS in which the Peppol network lists its participants, e.g. ' +
      'edelivery.tech.ec.europa.eu: a receiver is looked up before a document goes out. Unset: ' +
      'participants.txt beside the folder access-point, if it is there.',
  ),
});
