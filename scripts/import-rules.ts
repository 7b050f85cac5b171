/**
 * Who may import whom. Paths are from the root, without extension; `*` is one segment, `**` any
 * number. The first row whose `from` matches a file decides. `types` may be imported as types only.
 */
export interface ImportRule {
  from: string[]
  may: string[]
  types?: string[]
  not?: string[]
}

const BASE = [
  'lib/{env,db,read,log,errors,format,http,id,pinyin,csv,append-lines}',
  'lib/i18n/**',
  'lib/generated/**',
  'lib/secrets/*',
]
const WRITING = [
  'lib/{action,route,upload,write}',
  'lib/operations/*',
  'lib/audit/*',
  'lib/auth/*',
  'lib/jobs/queue',
  'lib/sheets/*',
]
const OTHER_DESKS = ['lib/*/{queries,schema}', 'lib/*/*-schema']
const CLIENT_LIB = [
  'lib/{format,errors}',
  'lib/i18n/**',
  'lib/audit/{describe,sentences,sentences-en,sentences-zh}',
  'lib/*/schema',
  'lib/*/*-schema',
]
const desk = (name: string, ...own: string[]): ImportRule => ({
  from: [`lib/${name}/**`],
  may: [`lib/${name}/**`, ...own, ...OTHER_DESKS, ...WRITING, ...BASE],
})

export const IMPORT_RULES: ImportRule[] = [
  { from: ['tests/**', 'scripts/**', 'prisma/**', '*'], may: ['**'] },
  { from: ['sandbox/**'], may: ['sandbox/**'] },
  { from: ['public/**'], may: [] },

  { from: ['lib/jobs/worker'], may: ['lib/**'] },
  { from: ['lib/jobs/*'], may: ['lib/jobs/*', 'lib/operations/*', 'lib/audit/*', ...BASE] },
  {
    from: ['lib/{action,route,upload,write}'],
    may: ['lib/{action,route,upload,write}', 'lib/auth/*', 'lib/audit/*', 'lib/operations/*', ...BASE],
  },
  { from: ['lib/i18n/**'], may: ['lib/i18n/**'] },
  { from: ['lib/sheets/*'], may: ['lib/sheets/*', ...BASE] },
  { from: ['lib/secrets/*'], may: ['lib/secrets/*', 'lib/env'] },
  { from: ['lib/*'], may: BASE },
  { from: ['lib/wechat/*'], may: ['lib/wechat/*', ...BASE], types: ['lib/operations/open-call'] },
  { from: ['lib/polyv/*'], may: ['lib/polyv/*', ...BASE], types: ['lib/operations/open-call'] },
  {
    from: ['lib/operations/*'],
    may: ['lib/operations/*', 'lib/audit/*', 'lib/sheets/*', 'lib/write', 'lib/jobs/queue', ...BASE],
  },
  { from: ['lib/audit/*'], may: ['lib/audit/*', ...BASE] },
  { from: ['lib/auth/*'], may: ['lib/auth/*', 'lib/audit/*', 'lib/{action,route,write}', ...BASE] },
  desk('grants', 'lib/wechat/*'),
  desk('dramas', 'lib/wechat/*'),
  desk('licensees', 'lib/wechat/*'),
  desk('expiring'),
  desk('channels', 'lib/polyv/*'),
  desk('people'),
  desk('connections', 'lib/{wechat,polyv}/*'),
  desk('health'),
  desk('integrity'),
  desk('retention'),
  desk('streaming'),
  desk('explorer'),
  desk('diagnose'),
  desk('overview'),
  desk('notes'),
  desk('exports'),
  desk('sharing'),
  desk('guides'),

  {
    from: ['components/{ui,form,data-table}/*'],
    may: ['components/{ui,form,data-table}/*', 'lib/{format,errors}', 'lib/i18n/**'],
  },
  {
    from: ['components/{operation,audit}/*'],
    may: ['components/{ui,form,data-table,operation,audit}/*', ...CLIENT_LIB],
  },
  { from: ['components/**'], may: ['components/**', ...CLIENT_LIB] },
  { from: ['app/**/actions'], may: ['lib/action', 'lib/*/*'], not: ['lib/{wechat,polyv,generated}/**'] },
  { from: ['app/**'], may: ['app/**', 'components/**', 'lib/**'], not: ['lib/db', 'lib/{wechat,polyv,generated}/**'] },
]

/** Files with `'use client'`: their own row comes before the ones above. */
export const CLIENT_RULE: ImportRule = {
  from: ['**'],
  may: ['components/**', 'app/**', ...CLIENT_LIB],
  types: ['lib/**'],
}

/** Files of `lib` that may reach a browser, and so do not begin with `import 'server-only'`. */
export const CLIENT_SAFE = [
  'lib/{format,errors}',
  'lib/i18n/**',
  'lib/*/schema',
  'lib/*/*-schema',
  'lib/audit/{describe,sentences,sentences-en,sentences-zh}',
  'lib/operations/{states,pace}',
]

/** Words of the upstreams, and the places they stay in. `lib/env` names one as the value of a setting. */
export const UPSTREAM_WORDS: { words: string[]; places: string[] }[] = [
  {
    words: ['authorized_appid', 'authorized_time', 'authz_expire_time', 'drama_id_list', 'appsecret'],
    places: ['lib/wechat/**', 'lib/env', 'sandbox/**', 'tests/**'],
  },
  {
    words: ['subAuthType', 'infoFields', 'payAuthTips', 'watchEndTime', 'globalSettingEnabled'],
    places: ['lib/polyv/**', 'sandbox/**', 'tests/**'],
  },
]
