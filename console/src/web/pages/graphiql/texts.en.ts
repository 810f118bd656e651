export const en = {
  title: 'GraphiQL',
  lead: 'Queries of your own, for those who develop and look into things. Each is in the audit log under your name, as every question is. What you write stays in this page and is gone when you leave it. The editor itself speaks English.',
  purpose: 'What you ask for',
} as const;
