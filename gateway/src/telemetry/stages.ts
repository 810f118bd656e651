/** The stages of a request's path that a trace shows, by the names of their files. */
export type Stage =
  | 'read-request'
  | 'identify-caller'
  | 'verify-purpose-token'
  | 'look-up-document'
  | 'execute-graphql'
  | 'mask-fields'
  | 'plan-evidence'
  | 'spend-subjects'
  | 'fetch-evidence'
  | 'derive-status'
  | 'commit-audit';
