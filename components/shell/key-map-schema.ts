import type { Route } from 'next'

/** After `g`, where a letter leads. */
export const destinations: {
  key: string
  name: 'today' | 'grants' | 'channels' | 'audit' | 'operations' | 'dramas' | 'licensees' | 'expiring'
  href: Route
}[] = [
  { key: 't', name: 'today', href: '/' },
  { key: 'g', name: 'grants', href: '/grants' as Route },
  { key: 'c', name: 'channels', href: '/channels' as Route },
  { key: 'a', name: 'audit', href: '/audit' as Route },
  { key: 'r', name: 'operations', href: '/operations' as Route },
  { key: 'd', name: 'dramas', href: '/dramas' as Route },
  { key: 'l', name: 'licensees', href: '/licensees' as Route },
  { key: 'e', name: 'expiring', href: '/expiring' as Route },
]

/** Every key of the desk, as the map shows them. `alone` ones may be switched off. */
export const keyGroups = [
  {
    name: 'anywhere',
    keys: [
      { name: 'palette', press: ['Ctrl', 'K'] },
      { name: 'search', press: ['/'] },
      { name: 'map', press: ['?'] },
      { name: 'help', press: ['h'] },
    ],
  },
  {
    name: 'lists',
    keys: [
      { name: 'rows', press: ['j', 'k'] },
      { name: 'open', press: ['Enter'] },
      { name: 'peek', press: ['Space'] },
      { name: 'select', press: ['x'] },
      { name: 'range', press: ['Shift', 'x'] },
    ],
  },
  {
    name: 'pages',
    keys: [
      { name: 'neighbours', press: ['[', ']'] },
      { name: 'copy', press: ['y'] },
      { name: 'submit', press: ['Ctrl', 'Enter'] },
    ],
  },
] as const
