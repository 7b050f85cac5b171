'use server'
import { action } from '@/lib/action'
import { addNote as addNoteWrite } from '@/lib/notes/add-note'

export const addNote = action(addNoteWrite)

import { deleteView as deleteViewWrite } from '@/lib/explorer/delete-view'
import { saveView as saveViewWrite } from '@/lib/explorer/save-view'
import { updateView as updateViewWrite } from '@/lib/explorer/update-view'

export const saveView = action(saveViewWrite)
export const updateView = action(updateViewWrite)
export const deleteView = action(deleteViewWrite)
