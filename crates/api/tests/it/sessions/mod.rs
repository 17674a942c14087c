//! Signing in: the story, what strangers learn, guessing, and how sessions end.

mod ending;
mod guessing;
mod set_up;
mod sign_in;
mod step_up;
mod uniform;
