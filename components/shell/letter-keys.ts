import { keysCookie } from './preferences'

const TYPING = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]'

/** Whether a key pressed alone may act: nobody types, no other key is held, no dialog is open, and it is not switched off. */
export function mayAct(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return false
  if (event.target instanceof HTMLElement && event.target.closest(TYPING)) return false
  if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return false
  return !document.cookie.split('; ').includes(`${keysCookie}=off`)
}
