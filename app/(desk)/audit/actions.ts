'use server'
import { action } from '@/lib/action'
import { addNote as addNoteWrite } from '@/lib/notes/add-note'

export const addNote = action(addNoteWrite)
