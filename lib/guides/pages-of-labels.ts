import 'server-only'

/** Labels that name a page; a guide that cites one links there. */
const pages: Record<string, string> = {
  'shell.navigation.today': '/',
  'shell.navigation.grants': '/grants',
  'shell.navigation.dramas': '/dramas',
  'shell.navigation.licensees': '/licensees',
  'shell.navigation.expiring': '/expiring',
  'shell.navigation.drift': '/drift',
  'shell.navigation.channels': '/channels',
  'shell.navigation.operations': '/operations',
  'shell.navigation.audit': '/audit',
  'shell.navigation.diagnose': '/diagnose',
  'shell.navigation.connections': '/settings/connections',
  'shell.navigation.people': '/settings/people',
  'shell.navigation.streaming': '/settings/streaming',
  'shell.navigation.retention': '/settings/retention',
  'shell.navigation.account': '/settings/account',
  'grants.newGrant': '/grants/new',
  'rights.tabs.accounts': '/grants/accounts',
  'account-default.title': '/channels/default',
  'apply.title': '/channels/apply',
  'templates.title': '/channels/templates',
  'schedules.title': '/channels/schedules',
  'preflight.title': '/channels/preflight',
  'integrity.title': '/audit/integrity',
  'exportJobs.title': '/audit/exports',
  'sharing.list.title': '/audit/shares',
}

export const pageOfLabel = (key: string): string | undefined => pages[key]
