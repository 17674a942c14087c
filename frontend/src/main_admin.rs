//! The console bundle.

fn main() {
    anteroom_frontend::admin::mount();
}
