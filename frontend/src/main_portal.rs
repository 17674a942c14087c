//! The portal bundle: sign-in, set-up, adding a phone, my phones.

fn main() {
    anteroom_frontend::portal::mount();
}
