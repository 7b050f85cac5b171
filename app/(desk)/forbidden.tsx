/** Inside the desk the frame stays, so that a refused page still leads elsewhere. */
export { default } from '../forbidden'
